"""One small file of rules for each site where no general rule can tell; `copydesk.parsing.pages.siterules` reads them."""
