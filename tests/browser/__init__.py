"""What the tests in a real browser share: corpora that exercise the pages, and Chromium itself."""
