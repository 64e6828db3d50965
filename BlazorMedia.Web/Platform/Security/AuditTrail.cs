using BlazorMedia.Domain.Accounts;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Live;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Platform.Security;

/// <summary>Writes down who did what. Every feature may write; the pages of it belong to the feature that owns people and keys.</summary>
internal sealed class AuditTrail(IDbContextFactory<AppDbContext> databases, ActingNow acting, TimeProvider clock, LiveTopics? topics = null)
{
    /// <summary>Published when a line was written.</summary>
    public const string Topic = "audit";

    /// <summary>In the transaction of what is written down.</summary>
    /// <param name="action">Dotted and stable; its words are the owner's texts under <c>audit.</c> and the action.</param>
    /// <param name="subject">What it was done to, as a person would name it; never a secret.</param>
    public void Add(AppDbContext db, string action, string subject, string? details = null, bool allowed = true)
    {
        db.Add(AuditEntry.Of(acting.Actor, action, subject, details, allowed, clock.GetUtcNow()));
        // one context may get several lines, and one redraw is enough
        db.SavedChanges -= OnSaved;
        db.SavedChanges += OnSaved;
    }

    /// <summary>For what changed no row: a sign-in, a refusal, a restore.</summary>
    public async Task RecordAsync(string action, string subject, string? details = null, bool allowed = true, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        Add(db, action, subject, details, allowed);
        await db.SaveChangesAsync(ct);
    }

    private void OnSaved(object? sender, SavedChangesEventArgs saved) => topics?.Publish(Topic);
}
