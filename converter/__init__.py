"""Makes safe views of files: pictures of pages, texts, sound without tags. A process of its own, without key and network."""
