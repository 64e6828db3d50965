namespace BlazorMedia.Web.Features.Streams.Publish;

/// <summary>What a publisher's application name and stream name mean.</summary>
/// <param name="Names">Names of paths that may be meant, the likeliest first.</param>
/// <param name="Key">Of the query, <c>?key=</c>; null without one.</param>
internal sealed record PublishAddress(IReadOnlyList<string> Names, string? Key)
{
    /// <summary>Programs cut <c>rtmp://host/live/front/door?key=x</c> in different places: the first part of it is the application, whatever it is called, and may be part of the path's name.</summary>
    public static PublishAddress Read(string? application, string? name)
    {
        var (before, after) = (Split(application), Split(name));
        var whole = string.Join('/', (string[])[.. Parts(before.Path), .. Parts(after.Path)]);
        var slash = whole.IndexOf('/', StringComparison.Ordinal);
        string[] names = slash < 0 ? [whole] : [whole[(slash + 1)..], whole];
        return new(names, KeyIn(after.Query) ?? KeyIn(before.Query));
    }

    private static (string Path, string Query) Split(string? text) =>
        text is null ? ("", "") : text.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at ? (text[..at], text[(at + 1)..]) : (text, "");

    private static string[] Parts(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static string? KeyIn(string query) =>
        query.Split('&').FirstOrDefault(p => p.StartsWith("key=", StringComparison.Ordinal)) is { } found ? Uri.UnescapeDataString(found["key=".Length..]) : null;
}
