"""The .docx reader: a package from anywhere, bounded, becomes a document with what people did to it in Word.

`file_kinds` knows the files that are no .docx; `package` opens one; `stylesheet` and `formatting` say what its styles
mean; `passage` reads the text of a paragraph, `blocks` the paragraphs and tables; `notes` reads what stands beside them.
"""
