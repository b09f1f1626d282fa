def build(states): pass
