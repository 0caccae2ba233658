"""The inside of ministack, which has no plug-in interface: only the files of this package know it.

The places were looked up in one release. On any other, or where ministack knows a type of ours by itself, the local AWS
refuses to start instead of running with half of its rules.
"""
