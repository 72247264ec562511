"""The commands; each file in this folder is one."""
