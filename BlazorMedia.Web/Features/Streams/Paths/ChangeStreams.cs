using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Streams;

namespace BlazorMedia.Web.Features.Streams.Paths;

/// <param name="Names">1 to 1000 streams.</param>
/// <param name="Change">What all of them get; a field that is absent stays as it is. Neither name nor source.</param>
public sealed record ChangeStreamsRequest(IReadOnlyList<string>? Names, StreamRequest? Change);

/// <param name="Refusal">English; null when it was changed.</param>
public sealed record BulkOutcome(string Name, string? Refusal);

public sealed record BulkOutcomes(IReadOnlyList<BulkOutcome> Items);

/// <summary>One change for many streams. Each is saved by itself: one that says no does not keep the others from it.</summary>
internal sealed class ChangeStreams(SaveStream save)
{
    private const int Most = 1000;

    public async Task<Result<BulkOutcomes>> HandleAsync(ChangeStreamsRequest request, CancellationToken ct)
    {
        if (request.Names is not { Count: > 0 } names || request.Change is null) return StreamRefusals.SelectionEmpty;
        if (names.Count > Most) return StreamRefusals.SelectionTooLarge;
        if (request.Change is not { Name: null, Source: null }) return StreamRefusals.ChangeForbidden;
        var done = new List<BulkOutcome>();
        foreach (var name in names.Distinct(StringComparer.Ordinal))
        {
            var saved = await save.UpdateAsync(name, request.Change, ct);
            done.Add(new(name, saved.IsSuccess ? null : string.Join(' ', saved.Refusals.Select(r => r.Message))));
        }
        return new BulkOutcomes(done);
    }
}
