using System.Globalization;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Features.Recordings.Files;
using BlazorMedia.Web.Platform.Problems;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace BlazorMedia.Web.Features.Recordings.Growing;

/// <summary>Answers for the file of a recording that is not finished.</summary>
internal static class GrowingAnswer
{
    private const int MaxView = 64;

    /// <param name="view">Names what a viewer looks at; empty: what is there now.</param>
    /// <param name="downloadName">Null: to be played.</param>
    public static async Task<Results<PhysicalFileHttpResult, FileStreamHttpResult, ProblemHttpResult>> SendAsync(
        Guid id, string view, string? downloadName, RecordingFileTools tools, CancellationToken ct)
    {
        var (request, response) = (tools.Http.Request.GetTypedHeaders(), tools.Http.Response);
        if (view.Length > MaxView) view = "";
        var continues = request.Range?.Ranges.FirstOrDefault() is { From: null or > 0 };
        var tag = request.IfRange?.EntityTag ?? (request.IfMatch.Count > 0 ? request.IfMatch[0] : null);
        if (await tools.Growing.FindAsync(id, view, tag?.Tag.Value, continues, ct) is not { } snapshot) return RecordingRefusals.StillRecording.ToProblem();
        response.GetTypedHeaders().CacheControl = new CacheControlHeaderValue { NoCache = true };
        response.Headers["X-Recorded-Seconds"] = snapshot.Layout.Seconds.ToString("F3", CultureInfo.InvariantCulture);
        return TypedResults.Stream(snapshot.Layout.OpenRead(), "video/mp4", downloadName, lastModified: null, snapshot.Tag, enableRangeProcessing: true);
    }
}
