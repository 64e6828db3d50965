using BlazorMedia.Domain.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorMedia.Web.Features.Accounts.Audit;

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.ToTable("AuditEntries");
        entry.Property(e => e.ActorKind).HasConversion<string>().HasMaxLength(20);
        entry.Property(e => e.ActorId).HasMaxLength(128);
        entry.Property(e => e.ActorName).HasMaxLength(AuditEntry.MaxActorNameLength);
        entry.Property(e => e.Address).HasMaxLength(64);
        entry.Property(e => e.Action).HasMaxLength(100);
        entry.Property(e => e.Subject).HasMaxLength(AuditEntry.MaxSubjectLength);
        entry.Property(e => e.Details).HasMaxLength(AuditEntry.MaxDetailsLength);
        // Newest first, alone or of one kind or of one actor.
        entry.HasIndex(e => new { e.At, e.Id });
        entry.HasIndex(e => new { e.Action, e.At });
        entry.HasIndex(e => new { e.ActorId, e.At });
    }
}
