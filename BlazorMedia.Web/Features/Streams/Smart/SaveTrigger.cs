using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Streams.Smart;

/// <summary>What a person or a client says of a path's trigger. A field that is absent stays as it is; of a new kind it gets that kind's preset.</summary>
/// <param name="Kind"><c>none</c>, <c>content</c> or <c>device</c>.</param>
/// <param name="DeviceAddress">Empty = the host of the source.</param>
/// <param name="ColourBox">Empty = the reference's.</param>
/// <param name="Schedule">See <see cref="TriggerDto.Schedule"/>.</param>
public sealed record TriggerRequest(
    string? Kind = null, int? StartScore = null, int? StopScore = null, int? Checks = null, int? HoldSeconds = null, int? CheckSeconds = null,
    string? DeviceAddress = null, string? ColourBox = null, string? Schedule = null);

/// <summary>Changes the trigger of a path; page and API share it.</summary>
internal sealed class SaveTrigger(IDbContextFactory<AppDbContext> databases, LiveStreams streams, TriggerBoard board, DeviceCheck devices, AuditTrail audit)
{
    public async Task<Result<StreamTrigger>> HandleAsync(string name, TriggerRequest request, CancellationToken ct)
    {
        if (streams.Find(name) is not { } stream) return StreamRefusals.NotFound;
        await using var db = await databases.CreateDbContextAsync(ct);
        var row = await db.Set<StreamTrigger>().SingleOrDefaultAsync(t => t.StreamId == stream.Id, ct);
        if (KindOf(request.Kind, row) is not { } kind) return TriggerRefusals.KindInvalid;
        var wanted = Over(row?.Kind == kind ? row : PresetOf(kind, stream.Id, row), request);
        if (await MistakesAsync(wanted, stream, ct) is { Count: > 0 } mistakes) return mistakes;
        if (row is null) db.Add(wanted);
        else row.Take(wanted);
        audit.Add(db, "triggers.changed", stream.Name, $"{TriggerDto.KindOf(wanted.Kind)}, schedule: {wanted.Table}");
        await db.SaveChangesAsync(ct);
        board.Apply(wanted);
        return wanted;
    }

    private static TriggerKind? KindOf(string? word, StreamTrigger? row) =>
        word is null ? row?.Kind ?? TriggerKind.None : Enum.GetValues<TriggerKind>().Where(k => TriggerDto.KindOf(k) == word.Trim()).Select(k => (TriggerKind?)k).FirstOrDefault();

    // The schedule belongs to the path rather than to the kind.
    private static StreamTrigger PresetOf(TriggerKind kind, Guid streamId, StreamTrigger? row)
    {
        var preset = StreamTrigger.PresetOf(kind, streamId);
        preset.Schedule = row?.Schedule;
        return preset;
    }

    private static StreamTrigger Over(StreamTrigger row, TriggerRequest r) => new()
    {
        StreamId = row.StreamId,
        Kind = row.Kind,
        StartScore = r.StartScore ?? row.StartScore,
        StopScore = r.StopScore ?? row.StopScore,
        Checks = r.Checks ?? row.Checks,
        HoldSeconds = r.HoldSeconds ?? row.HoldSeconds,
        CheckSeconds = r.CheckSeconds ?? row.CheckSeconds,
        DeviceAddress = Text(r.DeviceAddress, row.DeviceAddress)?.TrimEnd('/'),
        ColourBox = Text(r.ColourBox, row.ColourBox),
        Schedule = Written(r.Schedule ?? row.Schedule),
    };

    private async Task<List<Refusal>> MistakesAsync(StreamTrigger trigger, LiveStream stream, CancellationToken ct)
    {
        List<Refusal> mistakes = [.. trigger.Check()];
        if (mistakes.Count == 0 && trigger.Kind == TriggerKind.Device && await devices.RefusalOfAsync(trigger, stream, ct) is { } refusal) mistakes.Add(refusal);
        return mistakes;
    }

    private static string? Text(string? given, string? stored) => given is null ? stored : given.Trim() is { Length: > 0 } text ? text : null;

    // One table has one text; what is none is kept for the check to refuse.
    private static string? Written(string? schedule) => WeeklyTable.Parse(schedule) is { IsSuccess: true, Value: var table } ? table.IsAlways ? null : table.ToString() : schedule;
}
