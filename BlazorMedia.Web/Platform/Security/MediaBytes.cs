namespace BlazorMedia.Web.Platform.Security;

/// <summary>
/// Metadata of an endpoint that sends pictures or files. A player asks several times a second, and one answer may be gigabytes:
/// counting its requests would stop the picture and protect nothing. Whoever is not known is counted there too.
/// </summary>
internal sealed record MediaBytes
{
    public static readonly MediaBytes Mark = new();
}
