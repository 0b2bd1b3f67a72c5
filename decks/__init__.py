"""Which charts there are, by name, and in which order a meeting sees them: measures in, charts out.

Neither Streamlit nor a file format is known here; pages, the projector and the packs all ask for the same.
"""
