"""Stories: which reports cover the same happening, when it happened, and where they disagree."""

from __future__ import annotations

from communique.link.story.decide import Stories
from communique.link.story.rows import places, story_rows

__all__ = ["Stories", "places", "story_rows"]
