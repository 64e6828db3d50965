using BlazorMedia.Domain.Operations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorMedia.Web.Features.Operations.Health;

internal sealed class HealthStateConfiguration : IEntityTypeConfiguration<HealthState>
{
    public const int MaxNodeLength = 100;
    public const int MaxKeyLength = 100;

    public void Configure(EntityTypeBuilder<HealthState> state)
    {
        state.ToTable("HealthStates");
        state.HasKey(s => new { s.Key, s.Node });
        state.Property(s => s.Key).HasMaxLength(MaxKeyLength);
        state.Property(s => s.Node).HasMaxLength(MaxNodeLength);
        state.Property(s => s.Status).HasConversion<string>().HasMaxLength(20);
        state.Property(s => s.Code).HasMaxLength(100);
        // Two nodes that see the same change must not both announce it.
        state.Property(s => s.Since).IsConcurrencyToken();
    }
}

internal sealed class HealthChangeConfiguration : IEntityTypeConfiguration<HealthChange>
{
    public void Configure(EntityTypeBuilder<HealthChange> change)
    {
        change.ToTable("HealthChanges");
        change.Property(c => c.Key).HasMaxLength(HealthStateConfiguration.MaxKeyLength);
        change.Property(c => c.Node).HasMaxLength(HealthStateConfiguration.MaxNodeLength);
        change.Property(c => c.Status).HasConversion<string>().HasMaxLength(20);
        change.Property(c => c.Code).HasMaxLength(100);
        change.HasIndex(c => c.At);
    }
}

internal sealed class DiskSampleConfiguration : IEntityTypeConfiguration<DiskSample>
{
    public void Configure(EntityTypeBuilder<DiskSample> sample)
    {
        sample.ToTable("DiskSamples");
        sample.Property(s => s.Node).HasMaxLength(HealthStateConfiguration.MaxNodeLength);
        sample.Property(s => s.Volume).HasMaxLength(40);
        sample.HasIndex(s => new { s.Node, s.Volume, s.At });
    }
}
