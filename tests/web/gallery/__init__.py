"""Every component in believable pages, with fictional people of an invented city.

``python -m tests.web.gallery OUTDIR`` writes them as static files for screenshots; the tests
audit the same pages. Whoever builds a page finds its markup here.
"""
