"""The process that waits for subscribers: long polls and event streams of their logs, by ASGI.

A request that waits is a coroutine, and has neither a thread nor a connection of the database.
"""
