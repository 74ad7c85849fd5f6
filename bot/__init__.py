"""The career advisor: a pure domain, two services around it, and the front ends that translate."""
