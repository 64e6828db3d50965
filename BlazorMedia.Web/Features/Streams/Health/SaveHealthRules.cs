using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Platform.Live;
using BlazorMedia.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Streams.Health;

/// <summary>What counts as unwell for a stream. A bound that is null is not checked. Saving replaces all of it.</summary>
/// <param name="CheckSeconds">Between two looks at the picture, 5 to 300.</param>
/// <param name="Black">The picture is black.</param>
/// <param name="Frozen">Media flows, but the picture does not change any more.</param>
/// <param name="NoSignal">The picture is the single colour that encoders show without an input.</param>
/// <param name="MaxGopSeconds">Between two keyframes, 0.1 to 60.</param>
/// <param name="ExpectAudio">A source without sound is unwell.</param>
public sealed record StreamHealthRulesDto(
    int? CheckSeconds, bool Black, bool Frozen, bool NoSignal, long? MinBitsPerSecond, long? MaxBitsPerSecond, double? MinFps, double? MaxFps, double? MaxGopSeconds, bool ExpectAudio)
{
    internal static StreamHealthRulesDto From(StreamHealthRules rules) => new(
        rules.CheckSeconds, rules.Black, rules.Frozen, rules.NoSignal, rules.MinBitsPerSecond, rules.MaxBitsPerSecond, rules.MinFps, rules.MaxFps, rules.MaxGopSeconds, rules.ExpectAudio);

    internal StreamHealthRules Over(StreamHealthRules rules)
    {
        (rules.CheckSeconds, rules.Black, rules.Frozen, rules.NoSignal) = (CheckSeconds ?? rules.CheckSeconds, Black, Frozen, NoSignal);
        (rules.MinBitsPerSecond, rules.MaxBitsPerSecond, rules.MinFps, rules.MaxFps) = (MinBitsPerSecond, MaxBitsPerSecond, MinFps, MaxFps);
        (rules.MaxGopSeconds, rules.ExpectAudio) = (MaxGopSeconds, ExpectAudio);
        return rules;
    }
}

/// <summary>Saves the rules of a path; page and API share it.</summary>
internal sealed class SaveHealthRules(IDbContextFactory<AppDbContext> databases, LiveStreams streams, HealthBook book, AuditTrail audit, LiveTopics topics)
{
    public async Task<Result<StreamHealthRulesDto>> HandleAsync(string name, StreamHealthRulesDto request, CancellationToken ct)
    {
        if (streams.Find(name) is not { } stream) return StreamRefusals.NotFound;
        await using var db = await databases.CreateDbContextAsync(ct);
        var row = await db.Set<StreamHealthRules>().SingleOrDefaultAsync(r => r.StreamId == stream.Id, ct);
        var rules = request.Over(row ?? StreamHealthRules.Default(stream.Id));
        if (rules.Check().ToList() is { Count: > 0 } mistakes) return mistakes;
        if (row is null) db.Add(rules);
        audit.Add(db, "streams.health_rules", name, Words(rules));
        await db.SaveChangesAsync(ct);
        book.Keep(rules);
        topics.Publish(SpanLedger.TopicOf(stream.Id));
        return StreamHealthRulesDto.From(rules);
    }

    private static string Words(StreamHealthRules rules)
    {
        string?[] parts =
        [
            rules.Black ? "black" : null, rules.Frozen ? "frozen" : null, rules.NoSignal ? "no signal" : null, rules.ExpectAudio ? "audio" : null,
            rules.MinBitsPerSecond is { } min ? FormattableString.Invariant($"at least {min} bit/s") : null,
            rules.MaxBitsPerSecond is { } max ? FormattableString.Invariant($"at most {max} bit/s") : null,
            rules.MinFps is { } slow ? FormattableString.Invariant($"at least {slow} fps") : null, rules.MaxFps is { } fast ? FormattableString.Invariant($"at most {fast} fps") : null,
            rules.MaxGopSeconds is { } gop ? FormattableString.Invariant($"keyframes every {gop} s") : null,
        ];
        return string.Join(", ", parts.OfType<string>());
    }
}
