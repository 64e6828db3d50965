namespace BlazorMedia.Web.Features.Streams.Paths.MediaMtx;

/// <summary>What became of one path of the file.</summary>
/// <param name="Outcome"><c>imported</c> (or would be), <c>exists</c>, <c>refused</c>.</param>
/// <param name="Reason">English; null when imported.</param>
/// <param name="Taken">Keys that were understood.</param>
/// <param name="Left">Keys that were not, with the reason.</param>
public sealed record ImportedPath(string Name, string Outcome, string? Reason, IReadOnlyList<string> Taken, IReadOnlyList<LeftKey> Left)
{
    internal const string Imported = "imported";
    internal const string Exists = "exists";
    internal const string Refused = "refused";

    internal bool IsImported => Outcome == Imported;
}

/// <param name="Reason">English.</param>
public sealed record LeftKey(string Key, string Reason);

/// <summary>The answer of an import.</summary>
/// <param name="IsDryRun">True: nothing was saved.</param>
public sealed record ImportReport(bool IsDryRun, IReadOnlyList<ImportedPath> Paths)
{
    public int Imported => Paths.Count(p => p.IsImported);

    /// <summary>Refused for another reason than that they exist.</summary>
    public int Refused => Paths.Count(p => p.Outcome == ImportedPath.Refused);
}
