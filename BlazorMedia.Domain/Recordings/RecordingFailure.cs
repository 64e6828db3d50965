namespace BlazorMedia.Domain.Recordings;

/// <summary>Why a file could not be written.</summary>
/// <param name="Code">Stable; pages have words for it in every language: no-media, no-space, failed.</param>
/// <param name="Details">The raw words of whatever said no, for those who look closer; null where the code says it all.</param>
public sealed record RecordingFailure(string Code, string? Details = null)
{
    public const string NoSpace = "no-space";
    public const string Other = "failed";

    private const string Separator = ": ";

    public static readonly RecordingFailure NoMedia = new("no-media");

    // .NET and FFmpeg both give the system's own sentence for it, and no other sign in common.
    public static RecordingFailure Of(Exception exception) =>
        new(exception.Message.Contains("no space left", StringComparison.OrdinalIgnoreCase) ? NoSpace : Other, exception.Message);

    /// <summary>The opposite of <see cref="ToString"/>.</summary>
    public static RecordingFailure Parse(string text)
    {
        var end = text.IndexOf(Separator, StringComparison.Ordinal);
        return end < 0 ? new(text) : new(text[..end], text[(end + Separator.Length)..]);
    }

    /// <summary>As one text, as the rows hold it.</summary>
    public override string ToString() => Details is null ? Code : Code + Separator + Details;
}
