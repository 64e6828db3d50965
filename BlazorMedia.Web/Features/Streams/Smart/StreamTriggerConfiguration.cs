using BlazorMedia.Domain.Streams;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorMedia.Web.Features.Streams.Smart;

internal sealed class StreamTriggerConfiguration : IEntityTypeConfiguration<StreamTrigger>
{
    public void Configure(EntityTypeBuilder<StreamTrigger> trigger)
    {
        trigger.ToTable("StreamTriggers");
        trigger.HasKey(t => t.StreamId);
        trigger.Ignore(t => t.Table);
        trigger.Property(t => t.Kind).HasConversion<string>().HasMaxLength(20);
        trigger.Property(t => t.DeviceAddress).HasMaxLength(SourceAddress.MaxLength);
        trigger.Property(t => t.ColourBox).HasMaxLength(40);
        trigger.Property(t => t.Schedule).HasMaxLength(2000);
        trigger.HasOne<StreamPath>().WithOne().HasForeignKey<StreamTrigger>(t => t.StreamId).OnDelete(DeleteBehavior.Cascade);
    }
}
