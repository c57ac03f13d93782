"""Signing in and out, passwords, second factors: allauth's steps in our words."""
