"""Pictures of every page, light and dark, wide and narrow: python -m tests.browser.screenshots SITE FOLDER"""

import sys
from pathlib import Path

from tests.browser.conftest import launched
from tests.browser.reader import SCHEMES, WINDOWS, every_page, opened, reading


def main(site: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with launched() as chromium:
        for scheme in SCHEMES:
            for window in WINDOWS:
                with reading(chromium, window, scheme) as context:
                    for path in every_page(site):
                        name = "-".join(path.relative_to(site).with_suffix("").parts)
                        with opened(context, path) as (page, _):
                            page.screenshot(path=folder / f"{name}.{scheme}.{window}.png", full_page=True)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
