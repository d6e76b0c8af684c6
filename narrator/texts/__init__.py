"""The texts that people write into data.json: which a report asks for, and which figures each was written for."""
