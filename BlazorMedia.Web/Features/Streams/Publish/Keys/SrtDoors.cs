using System.Security.Cryptography;
using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Streams.Paths;
using BlazorMedia.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Features.Streams.Publish.Keys;

/// <summary>Gives a published stream a port for SRT, or takes it away. The door is part of the stored, encrypted source, so that it changes with it.</summary>
internal sealed class SrtDoors(IDbContextFactory<AppDbContext> databases, SourceCheck sources, SourceVault vault, IngestHost host, AuditTrail audit, IOptions<PublishOptions> options) : IDisposable
{
    private const string Letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private const int PassphraseLength = 24;

    // Two streams must not be given the same port.
    private readonly SemaphoreSlim turn = new(1, 1);

    public bool IsAvailable => options.Value.SrtPortList.Any();

    /// <summary>Opens it, with a new passphrase where there was one.</summary>
    public Task<Result<SrtDoorDto>> OpenAsync(string streamName, CancellationToken ct) => ChangeAsync(streamName, "streams.srt_opened", Renew, ct);

    public Task<Result<SrtDoorDto>> CloseAsync(string streamName, CancellationToken ct) => ChangeAsync(streamName, "streams.srt_closed", (_, _) => null, ct);

    /// <summary>Tells the passphrase; that it was told is written down.</summary>
    public async Task<Result<SrtDoorDto>> ShowAsync(string streamName, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<StreamPath>().AsNoTracking().SingleOrDefaultAsync(p => p.Name == streamName, ct) is not { } path) return StreamRefusals.NotFound;
        if (vault.Open(path) is not { } source || SrtDoor.Of(source) is not { } door) return PublishRefusals.NotPublished;
        audit.Add(db, "streams.srt_shown", path.Name);
        await db.SaveChangesAsync(ct);
        return new SrtDoorDto(door.Port, door.Passphrase);
    }

    public SrtDoor? Of(StreamPath path) => path.IsPublished && vault.Open(path) is { } source ? SrtDoor.Of(source) : null;

    public void Dispose() => turn.Dispose();

    private async Task<Result<SrtDoorDto>> ChangeAsync(string streamName, string action, Func<SrtDoor?, IReadOnlySet<int>, Result<SrtDoor>?> change, CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            var paths = await db.Set<StreamPath>().Where(p => p.SourceMasked == SourceAddress.Publisher || p.Name == streamName).ToListAsync(ct);
            if (paths.Find(p => p.Name == streamName) is not { } path) return StreamRefusals.NotFound;
            if (!path.IsPublished) return PublishRefusals.NotPublished;
            var before = Of(path);
            var after = change(before, paths.Select(Of).OfType<SrtDoor>().Select(d => d.Port).ToHashSet());
            if (after is { IsSuccess: false }) return after.Refusal;
            sources.Store(path, SrtDoor.SourceWith(after?.Value));
            audit.Add(db, action, path.Name);
            await db.SaveChangesAsync(ct);
            await host.ApplyAsync(path, ct);
            return new SrtDoorDto((after?.Value ?? before)?.Port ?? 0, after?.Value.Passphrase);
        }
        finally
        {
            turn.Release();
        }
    }

    private Result<SrtDoor> Renew(SrtDoor? before, IReadOnlySet<int> taken)
    {
        var ports = options.Value.SrtPortList.ToList();
        if (ports.Count == 0) return PublishRefusals.SrtOff;
        var port = before is not null && ports.Contains(before.Port) ? before.Port : ports.Find(p => !taken.Contains(p));
        return port == 0 ? PublishRefusals.SrtPortsTaken : new SrtDoor(port, RandomNumberGenerator.GetString(Letters, PassphraseLength));
    }
}
