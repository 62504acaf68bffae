# SPDX-License-Identifier: MIT
# `make train DATA=folder`: fits core/text/model to the train files of a folder (docs/sentiment.md). Reads nothing else, no network.
EXTRA_PROGRAMS += tests/train/train
tests_train_train_SOURCES = %D%/train.c %D%/sets.c %D%/sets.h
tests_train_train_CFLAGS = $(test_cflags)
tests_train_train_LDADD = core/libcore.la

train: tests/train/train$(EXEEXT)
	tests/train/train$(EXEEXT) '$(DATA)' $(srcdir)/core/text/model | tee $(srcdir)/core/text/model/report.txt
.PHONY: train
EXTRA_DIST += tests/train/measure.py

# The table of docs/sentiment.md, of the program as it was built.
measure: all
	python3 $(srcdir)/tests/train/measure.py ./renown '$(DATA)'
.PHONY: measure
