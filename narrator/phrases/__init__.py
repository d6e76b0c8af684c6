"""The phrasebook: the wordings as data, proved when loaded, one chosen for every fact."""
