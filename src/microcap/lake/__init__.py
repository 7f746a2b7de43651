"""The only room that keeps what publishers said: bytes for ever, Delta tables rebuildable from them."""
