/** An error that AWS answers as JSON; `name` becomes `__type`, which the SDKs turn into the exception class. */
export class SecretsManagerError extends Error {
  constructor(
    override readonly name: string,
    message: string,
  ) {
    super(message);
  }
}

export const invalidParameter = (message: string) => new SecretsManagerError("InvalidParameterException", message);
export const invalidRequest = (message: string) => new SecretsManagerError("InvalidRequestException", message);
export const notFound = (message: string) => new SecretsManagerError("ResourceNotFoundException", message);
export const alreadyExists = (message: string) => new SecretsManagerError("ResourceExistsException", message);
export const limitExceeded = (message: string) => new SecretsManagerError("LimitExceededException", message);
export const invalidName = () =>
  new SecretsManagerError(
    "ValidationException",
    "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!",
  );

/** The answer to a value outside the bounds in the API model. The value is left out: it may be a secret. */
export const outOfBounds = (member: string, constraint: string) =>
  new SecretsManagerError(
    "ValidationException",
    `1 validation error detected: Value at '${member.charAt(0).toLowerCase()}${member.slice(1)}' failed to satisfy constraint: ${constraint}`,
  );
