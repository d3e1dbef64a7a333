"""The wire while its processes are killed: does each client's copy equal the server's?"""
