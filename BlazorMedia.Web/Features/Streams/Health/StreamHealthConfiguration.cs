using BlazorMedia.Domain.Streams;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorMedia.Web.Features.Streams.Health;

internal sealed class StreamSpanConfiguration : IEntityTypeConfiguration<StreamSpan>
{
    public void Configure(EntityTypeBuilder<StreamSpan> span)
    {
        span.ToTable("StreamSpans");
        span.Property(s => s.State).HasConversion<string>().HasMaxLength(20);
        span.Property(s => s.Reason).HasMaxLength(40);
        span.HasOne<StreamPath>().WithMany().HasForeignKey(s => s.StreamId).OnDelete(DeleteBehavior.Cascade);
        span.HasIndex(s => new { s.StreamId, s.StartedAt });
    }
}

internal sealed class StreamAlertConfiguration : IEntityTypeConfiguration<StreamAlert>
{
    public void Configure(EntityTypeBuilder<StreamAlert> alert)
    {
        alert.ToTable("StreamAlerts");
        alert.Property(a => a.Kind).HasMaxLength(StreamAlert.MaxKindLength);
        alert.Property(a => a.Detail).HasMaxLength(200);
        alert.HasOne<StreamPath>().WithMany().HasForeignKey(a => a.StreamId).OnDelete(DeleteBehavior.Cascade);
        alert.HasIndex(a => new { a.StreamId, a.RaisedAt });
        alert.HasIndex(a => a.StreamId).HasFilter("\"ClearedAt\" IS NULL").HasDatabaseName("IX_StreamAlerts_Open");
    }
}

internal sealed class StreamHealthRulesConfiguration : IEntityTypeConfiguration<StreamHealthRules>
{
    public void Configure(EntityTypeBuilder<StreamHealthRules> rules)
    {
        rules.ToTable("StreamHealthRules");
        rules.HasKey(r => r.StreamId);
        rules.HasOne<StreamPath>().WithOne().HasForeignKey<StreamHealthRules>(r => r.StreamId).OnDelete(DeleteBehavior.Cascade);
    }
}
