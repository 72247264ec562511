"""Text alone: quotation marks, sentences, words, canonical form, alignment. Imports no other room."""
