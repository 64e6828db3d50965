using BlazorMedia.Domain.Recordings;
using BlazorMedia.Domain.Streams;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorMedia.Web.Features.Recordings.Retention;

internal sealed class RetentionRuleConfiguration : IEntityTypeConfiguration<RetentionRule>
{
    public void Configure(EntityTypeBuilder<RetentionRule> rule)
    {
        rule.ToTable("RetentionRules");
        rule.HasKey(r => r.StreamId);
        rule.HasOne<StreamPath>().WithOne().HasForeignKey<RetentionRule>(r => r.StreamId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class RemovalNoteConfiguration : IEntityTypeConfiguration<RemovalNote>
{
    public void Configure(EntityTypeBuilder<RemovalNote> note)
    {
        note.ToTable("RemovalNotes");
        note.Property(n => n.StreamName).HasMaxLength(StreamName.MaxLength);
        note.Property(n => n.Path).HasMaxLength(200);
        note.Property(n => n.Reason).HasMaxLength(20);
        note.HasIndex(n => new { n.RemovedAt, n.Id });
    }
}
