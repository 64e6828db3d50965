namespace BlazorMedia.Web.Platform.Http;

/// <summary>What came of a call: an answer, or the code of why there is none.</summary>
/// <param name="Status">HTTP status; null when there was no answer.</param>
/// <param name="Error">Code when there was no answer, see <see cref="OutgoingErrors"/>.</param>
/// <param name="Reason">English sentence beside the code, for example which address was refused; never a secret.</param>
/// <param name="RetryAfter">What the receiver asked for.</param>
/// <param name="Body">The beginning of the answer, at most 64 KiB.</param>
internal sealed record OutgoingAnswer(int? Status, string? Error, string? Reason, TimeSpan? RetryAfter, ReadOnlyMemory<byte> Body)
{
    public static OutgoingAnswer Failed(string error, string? reason = null) => new(null, error, reason, null, default);
}

internal static class OutgoingErrors
{
    public const string Timeout = "timeout";
    public const string AddressRefused = "address_refused";

    /// <summary>The name service does not know the host, or does not answer.</summary>
    public const string NameUnknown = "dns";

    /// <summary>Nobody listens, or the connection broke before the answer.</summary>
    public const string Connection = "connection";

    /// <summary>The certificate is not trusted, or the other side speaks no TLS.</summary>
    public const string Tls = "tls";

    /// <summary>What came back is not HTTP.</summary>
    public const string Protocol = "protocol";
}
