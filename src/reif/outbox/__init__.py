"""Mail that leaves after commit: written with what it tells of, sent by a worker, asked at the door whether it may."""
