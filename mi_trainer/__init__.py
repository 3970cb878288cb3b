"""Practise motivational interviewing with scripted patients, offline."""
