"""Files in S3; apart from media.storage, so that only who uses it loads the client."""

from storages.backends.s3 import S3Storage

from media.storage import door_address


class BucketStorage(S3Storage):
    """Files in a private bucket."""

    def url(self, name, parameters=None, expire=None, http_method=None):
        """Return the address of a door, never of the file itself."""
        return door_address(name)
