# What bleach and nh3 leave of texts, at their defaults: {name: html} in, {sanitizer: {name: html}} out.
import json
import sys

import bleach
import nh3

texts = json.load(sys.stdin)
clean = {"bleach": bleach.clean, "nh3": nh3.clean}
# bleach escapes what it does not allow unless it is told to strip it; content systems do.
clean["bleach, strip=True"] = lambda html: bleach.clean(html, strip=True)
json.dump({tool: {name: f(html) for name, html in texts.items()} for tool, f in clean.items()}, sys.stdout)
