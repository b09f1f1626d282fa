"""Throughput and memory, as ratios against the bare parse of the same text in the same run."""
