"""Statistics 统计: sums over the projection and the facts, made by the database in a constant number of statements.

Every figure uses the tests of the list that it opens, so that the figure and the list cannot differ.
"""
