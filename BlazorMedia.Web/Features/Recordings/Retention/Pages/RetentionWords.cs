namespace BlazorMedia.Web.Features.Recordings.Retention.Pages;

/// <summary>Facts of removals as people read them.</summary>
internal static class RetentionWords
{
    /// <summary>Without the day's folder.</summary>
    public static string NameOf(RemovalDto removal) => removal.Path[(removal.Path.LastIndexOf('/') + 1)..];
}
