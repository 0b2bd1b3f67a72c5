"""What a server is built from: a lock file with hashes, a bill of materials, the licences.

python -m supply lock            writes requirements.lock
python -m supply sbom            prints the bill of materials of requirements.lock, CycloneDX 1.6 JSON
python -m supply licences        writes docs/licences.md
"""
