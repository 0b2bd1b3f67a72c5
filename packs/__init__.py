"""What leaves the dashboard as a file: the agenda pack and single charts, all made without a browser.

Each file is made from the charts of a meeting: the same description that the screen shows.
"""
