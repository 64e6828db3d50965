using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Streams.Publish.Keys;

/// <summary>Makes, shows and revokes the keys of a stream; page and API share it.</summary>
internal sealed class PublishKeys(IDbContextFactory<AppDbContext> databases, PublishVault vault, Publications publications, AuditTrail audit, TimeProvider time)
{
    public async Task<IReadOnlyList<PublishKeyDto>> ListAsync(Guid streamId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var keys = await db.Set<PublishKey>().AsNoTracking().Where(k => k.StreamId == streamId).OrderBy(k => k.Name).ToListAsync(ct);
        return [.. keys.Select(PublishKeyDto.From)];
    }

    public async Task<Result<PublishSecretDto>> CreateAsync(string streamName, PublishKeyRequest request, CancellationToken ct)
    {
        var name = (request.Name ?? "").Trim();
        if (name.Length is 0 or > PublishKey.MaxNameLength) return PublishRefusals.NameInvalid;
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<StreamPath>().AsNoTracking().SingleOrDefaultAsync(p => p.Name == streamName, ct) is not { } path) return StreamRefusals.NotFound;
        if (!path.IsPublished) return PublishRefusals.NotPublished;
        var names = await db.Set<PublishKey>().Where(k => k.StreamId == path.Id).Select(k => k.Name).ToListAsync(ct);
        if (names.Count >= PublishKey.MaxPerStream) return PublishRefusals.TooManyKeys;
        if (names.Contains(name, StringComparer.OrdinalIgnoreCase)) return PublishRefusals.NameTaken;
        var secret = PublishKey.NewSecret();
        var key = new PublishKey { Id = Guid.CreateVersion7(), StreamId = path.Id, Name = name, Hash = PublishKey.HashOf(secret), Cipher = vault.Close(secret), CreatedAt = time.GetUtcNow() };
        db.Add(key);
        audit.Add(db, "streams.publish_key_created", path.Name, name);
        await db.SaveChangesAsync(ct);
        return new PublishSecretDto(PublishKeyDto.From(key), secret);
    }

    /// <summary>Tells a key's secret again; that it was told is written down.</summary>
    public async Task<Result<PublishSecretDto>> ShowAsync(Guid id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await FindAsync(db, id, ct) is not var (key, stream)) return PublishRefusals.KeyNotFound;
        if (vault.Open(key.Cipher) is not { } secret) return PublishRefusals.KeyUnreadable;
        audit.Add(db, "streams.publish_key_shown", stream, key.Name);
        await db.SaveChangesAsync(ct);
        return new PublishSecretDto(PublishKeyDto.From(key), secret);
    }

    /// <summary>Counts at once: who publishes with it is cut off.</summary>
    public async Task<Result<PublishKeyDto>> RevokeAsync(Guid id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await FindAsync(db, id, ct) is not var (key, stream)) return PublishRefusals.KeyNotFound;
        db.Remove(key);
        audit.Add(db, "streams.publish_key_revoked", stream, key.Name);
        await db.SaveChangesAsync(ct);
        publications.EndOf(id);
        return PublishKeyDto.From(key);
    }

    private static async Task<(PublishKey Key, string Stream)?> FindAsync(AppDbContext db, Guid id, CancellationToken ct)
    {
        if (await db.Set<PublishKey>().SingleOrDefaultAsync(k => k.Id == id, ct) is not { } key) return null;
        return (key, await db.Set<StreamPath>().Where(p => p.Id == key.StreamId).Select(p => p.Name).SingleAsync(ct));
    }
}
