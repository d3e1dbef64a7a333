"""A delivery as a file on an S3 server, through the guarded request: signed here, sent there.

S3 shows an object once it is whole, so there is no name to be changed afterwards.
"""

from typing import Final
from urllib.parse import quote

from botocore.auth import S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from wire.push import outgoing, seals
from wire.push.failure import Failure
from wire.push.loads import Load, Result
from wire.push.paper import paper_of
from wire.push.webhook import judged

REGION: Final = "us-east-1"
"""What servers that have no regions go by."""


def send(load: Load) -> Result:
    """Put the file. Raises FailureError where there is no answer."""
    endpoint, paper = load.endpoint, paper_of(load)
    url = f"{endpoint.address.rstrip('/')}/{quote(paper.name)}"
    asked = AWSRequest("PUT", url, {"Content-Type": paper.media_type}, paper.content)
    keys = Credentials(endpoint.user, seals.unsealed(endpoint.secret))
    S3SigV4Auth(keys, "s3", endpoint.region or REGION).add_auth(asked)
    answer = outgoing.request("PUT", url, body=paper.content, headers=dict(asked.headers.items()))
    result = judged(answer, {"PUT": paper.name})
    # 403 is S3's word for a key that doesn't fit.
    if result.failure is Failure.STATUS and result.status == 403:
        return Result(Failure.SIGN_IN, result.status, result.request, result.headers, result.answer)
    return result
