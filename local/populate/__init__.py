"""An installation of any size: cases cloned from histories that real steps have made, whole and valid down to their seals."""
