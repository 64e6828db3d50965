using BlazorMedia.Domain.Recordings;
using BlazorMedia.Domain.Streams;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorMedia.Web.Features.Recordings.Snapshots;

internal sealed class SnapshotConfiguration : IEntityTypeConfiguration<Snapshot>
{
    public void Configure(EntityTypeBuilder<Snapshot> snapshot)
    {
        snapshot.ToTable("Snapshots");
        snapshot.Property(s => s.StreamName).HasMaxLength(StreamName.MaxLength);
        snapshot.Property(s => s.Path).HasMaxLength(200);
        snapshot.HasIndex(s => s.Path).IsUnique();
        snapshot.HasIndex(s => new { s.TakenAt, s.Id });
        snapshot.HasIndex(s => new { s.StreamName, s.TakenAt, s.Id });
    }
}

internal sealed class SnapshotPlanConfiguration : IEntityTypeConfiguration<SnapshotPlan>
{
    public void Configure(EntityTypeBuilder<SnapshotPlan> plan)
    {
        plan.ToTable("SnapshotPlans");
        plan.HasKey(p => p.StreamId);
        plan.Property(p => p.Crop).HasMaxLength(40);
        plan.HasOne<StreamPath>().WithOne().HasForeignKey<SnapshotPlan>(p => p.StreamId).OnDelete(DeleteBehavior.Cascade);
    }
}
