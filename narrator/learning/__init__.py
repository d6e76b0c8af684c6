"""A form learned from a report that somebody made: what an accountant does who opens last year's and replaces the numbers.

The report is read as `check` reads it, in the form that it follows best (the base), and written down as an overlay of that:

    report ─▶ tables and claims (checks.printed)  ─▶ last year's data (intake.foreign_report)
       │                                                    │
       └─▶ outline: each line beside the base's template ◀──┘  which paragraph of which template would print it
              │
              ├─ the base's:     the paragraph of the template is kept as it is, with its loops
              ├─ the report's:   figures become places (figures), comparisons phrases (phrase_tables), names and years fields
              └─ of people:      a text of the data, asked for every year

`inventory` has the base's templates paragraph by paragraph, each known again in what it composed; `counterparts`
puts the lines of the report beside them; `traced_numbers` finds the one place whose value and words a printed number has;
`phrase_tables` makes the phrase tables; `own_sentences` writes the paragraph that a line becomes, piece by piece
(`rewording`): `own_names`, `own_figures`, `own_comparisons`, `own_shares`, `own_reasons`, `own_uses` and `own_rows`,
of which `own_facts` makes calls, with words that `carried_words` brings into the base's wordings, and `notebook`, which
keeps what is noted on the way; `differing_grids` holds the tables beside the base's, and `own_grids` writes those
that are laid out otherwise; `overlay` puts them (`form_entries`) in the order of the report; `remaking` makes last year's report
again and holds both side by side, and `losses` says why what is not the same is not; `answers` is what a person has
to say where several places fit.

Nothing is guessed: a figure of which several places fit, or none, is told, and stands as a figure of its own (其他数据)
until somebody answers.
"""
