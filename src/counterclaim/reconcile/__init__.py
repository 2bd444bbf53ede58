"""Reckoning with claims: ledger entries in, comparisons, series and findings out. Pure functions, no state.

intervals   figures as exact intervals with open ends; three-valued comparison
units       what a word counts, and which count contains which
periods     which days a figure is about
parties     who speaks for whom
items       an entry with what the rules need of it, worked out once
wording     figures, days and names as in print
origins     which claims are one claim told many times: by columns and ties, leads, credits, passages (retold), near
            texts (neardup); copies that were altered on the way (copies); what people merge and split (people)
dependence  which claimants repeat each other
incidents   claims of one attack together: mentions, and how well two of them match (matching)
keys        which figures may stand side by side, and why others may not
compare     side by side, most contested first
readings    how far apart two figures are under each reading of their words
equipment   kinds of equipment that are told together, and their sum from lists
series      one claimant's own figures over time
drops       where such a series falls, and what the fall looks like
rising      which of its figures rise together, and which stand outside
ladder      how far a claim is told, and what stands against it; what its source took back or corrected (taken_back)
checks      what arithmetic says: holds, violated, cannot be decided
"""
