# Written by `npm run generate`, from the declarations of the commands.
# What may stand at the end of a line; for bash, and in ksh's manner for zsh. No process is started.
# _ostk_walk PROGRAM WORD...: sets found (words), kind (whose names), files, prefix (what stays), glued (no blank after).
_ostk_walk() {
  [ -z "${ZSH_VERSION-}" ] || emulate -L ksh
  local program=$1 tree=$1 word= wanted= ended= seen=0 spec= i= next= opts= globals= flag=
  shift
  found=() kind= files= prefix= glued= at=
  _ostk_look
  globals=$opts
  while [ $# -gt 1 ]; do
    word=$1 spec=
    shift
    if [ -n "$wanted" ]; then
      wanted=
      if [[ $flag == --as && -z $at && " $trees " == *" $word "* ]]; then _ostk_tree "$word"; fi
    elif [ "$word" = -- ]; then
      ended=1
    elif [[ $word == -* && -z $ended ]]; then
      flag=$word
      [[ $word == *=* ]] || ! _ostk_option "$word" || wanted=$spec
    elif [[ $seen == 0 && -z $at && $word == help ]]; then
      continue
    elif [[ $seen == 0 && " $next " == *" $word "* ]]; then
      if [[ $tree == "$program" && -z $at && " $trees " == *" $word "* ]]; then
        _ostk_tree "$word"
      else
        at="${at:+$at }$word"
        _ostk_look
      fi
    else
      seen=$((seen + 1))
    fi
  done
  word=$1 spec=
  if [ -n "$wanted" ]; then
    _ostk_value "${wanted#=}" "$word"
  elif [[ $word == -*=* && -z $ended ]]; then
    prefix="${word%%=*}="
    ! _ostk_option "${word%%=*}" || _ostk_value "${spec#=}" "${word#*=}"
  elif [[ $word == -* && -z $ended ]]; then
    [ -z "$at" ] || _ostk_flags "$opts" "$word"
    [ ${#found[@]} -gt 0 ] || _ostk_flags "$globals" "$word"
  else
    [ "$seen" != 0 ] || _ostk_words "$word" $next
    i=0
    for spec in $opts; do
      [[ $spec == '<'* ]] || continue
      if [[ $i == "$seen" || $spec == '<+'* ]]; then
        spec=${spec#<}
        _ostk_value "${spec#+}" "$word"
        return
      fi
      i=$((i + 1))
    done
  fi
}

# _ostk_tree NAME: whose commands follow
_ostk_tree() {
  tree=$1
  _ostk_look
  globals="$opts $globals"
}

# _ostk_look: sets next and opts for tree and at
_ostk_look() {
  next= opts=
  "__ostk_${program}_$tree" "$at"
  case $opts in
    %list*) opts="$list_options ${opts#%list}" ;;
    %show*) opts="$show_options ${opts#%show}" ;;
  esac
}

# _ostk_words STEM WORD...: those that begin so
_ostk_words() {
  local stem=$1 each=
  shift
  for each in "$@"; do [[ $each != "$stem"* ]] || found+=("$each"); done
}

# _ostk_option FLAG: sets spec to `=VALUE` where it takes a value; fails for what is no option
_ostk_option() {
  local each= flags=
  for each in $opts $globals; do
    flags=${each%%=*}
    [[ ,$flags, == *",$1,"* ]] || continue
    spec=${each#"$flags"}
    return 0
  done
  return 1
}

# _ostk_flags OPTIONS STEM
_ostk_flags() {
  local each= rest=
  for each in $1; do
    [[ $each == -* ]] || continue
    rest=${each%%=*},
    while [ -n "$rest" ]; do
      [[ $rest != "$2"* ]] || found+=("${rest%%,*}")
      rest=${rest#*,}
    done
  done
}

# _ostk_value SPEC STEM: what a value can be
_ostk_value() {
  local value=$1 stem=$2 each= rest= key=
  if [[ $value == ,* || $value == '{'* ]]; then
    value=${value#,}
    if [[ $stem == *,* ]]; then
      prefix="$prefix${stem%,*}," stem=${stem##*,}
    fi
  fi
  case $value in
    '') files=1 ;;
    @*) kind=${value#@} ;;
    '{'*)
      rest=${value#?}
      rest="${rest%?};"
      key=${stem%%=*}
      while [ -n "$rest" ]; do
        each=${rest%%;*}
        rest=${rest#*;}
        if [[ $stem != *=* ]]; then
          [[ $each != *=* ]] || { each=${each%%=*}=; }
          if [[ $each == "$stem"* ]]; then
            found+=("$each")
            [[ $each != *= ]] || glued=1
          fi
        elif [[ $each == "$key="* ]]; then
          prefix="$prefix$key="
          _ostk_value "${each#*=}" "${stem#*=}"
          return
        fi
      done
      ;;
    *)
      rest="$value|"
      while [ -n "$rest" ]; do
        [[ ${rest%%|*} != "$stem"* ]] || found+=("${rest%%|*}")
        rest=${rest#*|}
      done
      ;;
  esac
}

# _ostk_complete PROGRAM: takes the line apart and offers what may stand at its end
_ostk_complete() {
  local words=() pieces=() line=$COMP_LINE i= each= raw= cur= at= files= kind= prefix= glued= quote= strip= found=()
  # Readline cuts words at = and : as well; what stands without a blank between is one word.
  for ((i = 0; i <= COMP_CWORD; i++)); do
    each=${COMP_WORDS[i]}
    if [[ $i -gt 0 && -n $line && $line != [[:space:]]* ]]; then
      raw+=$each
    else
      [ "$i" = 0 ] || words+=("$raw")
      raw=$each
    fi
    line=${line#"${line%%[![:space:]]*}"}
    line=${line#"$each"}
  done
  strip=$((${#raw} - ${#COMP_WORDS[COMP_CWORD]}))
  [[ ${COMP_WORDS[COMP_CWORD]} != [=:] ]] || strip=${#raw}
  words+=("$raw")
  cur=$raw
  case $cur in \"* | \'*) quote=${cur:0:1} ;; esac
  for ((i = 0; i < ${#words[@]}; i++)); do words[i]=${words[i]//[\\\"\']/}; done
  COMPREPLY=()
  _ostk_walk "$1" "${words[@]:1}"
  if [ -n "$kind" ]; then
    each=${words[${#words[@]} - 1]}
    while IFS= read -r i; do
      [[ $i == "${each#"$prefix"}"* ]] || continue
      if [ -z "$quote" ]; then printf -v i %q "$i"; elif [[ $i == *[\"\'\\\$\`!]* ]]; then continue; fi
      found+=("$i")
    done < <("${words[0]/#\~/$HOME}" __complete "$kind" "${words[@]:1}" 2>/dev/null </dev/null)
  fi
  for each in "${found[@]}"; do
    each=$prefix$each
    COMPREPLY+=("${each:strip}")
  done
  [ -z "$glued" ] || compopt -o nospace
  if [[ -n $files && ${#found[@]} == 0 ]]; then compopt -o default -o filenames; fi
}

_ostk_virsh() {
  local list_options='-h,--help -f,--format=csv|json|table|value|yaml -c,--column= --quote=all|minimal|none|nonnumeric --noindent --max-width= --fit-width --print-empty --sort-column= --sort-ascending --sort-descending' show_options='-h,--help -f,--format=json|shell|table|value|yaml -c,--column= --noindent --prefix= --max-width= --fit-width --print-empty' trees=''
  _ostk_complete virsh
}
__ostk_virsh_virsh() {
  case $1 in
    '') next='attach-device attach-disk attach-interface autostart capabilities cd change-media connect console create define desc destroy detach-device detach-device-alias detach-disk detach-interface domblkerror domblkinfo domblklist domblkstat domcapabilities domcontrol domdisplay domfsfreeze domfsinfo domfsthaw domfstrim domhostname domid domif-getlink domifaddr domiflist domifstat dominfo domjobabort domjobinfo dommemstat domname domrename domstate domstats domtime domuuid dumpxml echo edit event exit freecell guestinfo guestvcpus help hostname iface-list list managedsave managedsave-define managedsave-dumpxml managedsave-edit managedsave-remove metadata migrate migrate-compcache migrate-getmaxdowntime migrate-getspeed migrate-postcopy migrate-setmaxdowntime migrate-setspeed net-autostart net-create net-define net-destroy net-dhcp-leases net-dumpxml net-edit net-info net-list net-name net-start net-undefine net-uuid nodecpustats nodedev-dumpxml nodedev-list nodeinfo nodememstats nwfilter-list pool-autostart pool-build pool-create pool-define pool-delete pool-destroy pool-dumpxml pool-edit pool-info pool-list pool-name pool-refresh pool-start pool-undefine pool-uuid pwd qemu-agent-command qemu-monitor-command quit reboot reset restore resume save save-image-define save-image-dumpxml save-image-edit screenshot secret-list send-key set-user-password setmaxmem setmem setvcpus shutdown snapshot-create snapshot-create-as snapshot-current snapshot-delete snapshot-dumpxml snapshot-edit snapshot-info snapshot-list snapshot-parent snapshot-revert start suspend sysinfo ttyconsole undefine update-device uri vcpucount vcpuinfo version vncdisplay vol-create vol-create-as vol-delete vol-download vol-dumpxml vol-info vol-key vol-list vol-name vol-path vol-pool vol-upload' opts='-c,--connect= -d,--debug= -e,--escape= -h,--help -k,--keepalive-interval= -K,--keepalive-count= -l,--log= -q,--quiet -r,--readonly -t,--timing -v,--version= -V' ;;
    'attach-device') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --file= < --persistent --config --live --current' ;;
    'attach-disk') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --source= < --target= < --targetbus= < --driver= < --subdriver= < --iothread= < --cache= < --io= < --type= < --mode= < --sourcetype= < --serial= < --wwn= < --alias= < --rawio --address= < --multifunction --print-xml --source-protocol= < --source-host-name= < --source-host-transport= < --source-host-socket= < --persistent --config --live --current' ;;
    'attach-interface') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --type= < --source= < --target= < --mac= < --script= < --model= < --alias= < --inbound= < --outbound= < --persistent --config --live --current --print-xml --managed --source-mode= <' ;;
    'autostart') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --disable' ;;
    'capabilities') opts='-h,--help' ;;
    'cd') opts='-h,--help --dir= <' ;;
    'change-media') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --path=@libvirt-disk <@libvirt-disk --source= < --eject --insert --update --current --live --config --force --print-xml --block' ;;
    'connect') opts='-h,--help --name= < --readonly' ;;
    'console') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --devname= < --force --safe' ;;
    'create') opts='-h,--help --file= < --console --paused --autodestroy --pass-fds= --validate --reset-nvram' ;;
    'define') opts='-h,--help --file= < --validate' ;;
    'desc') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --live --config --current --title --edit --new-desc= <+' ;;
    'destroy') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --graceful --remove-logs' ;;
    'detach-device') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --file= < --persistent --config --live --current' ;;
    'detach-device-alias') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --alias= < --config --live --current' ;;
    'detach-disk') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --target=@libvirt-disk <@libvirt-disk --persistent --config --live --current --print-xml' ;;
    'detach-interface') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --type= < --mac=@libvirt-link <@libvirt-link --persistent --config --live --current --print-xml' ;;
    'domblkerror') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain' ;;
    'domblkinfo') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --device= < --human --all' ;;
    'domblklist') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --inactive --details' ;;
    'domblkstat') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --device= < --human' ;;
    'domcapabilities') opts='-h,--help --virttype= < --emulatorbin= < --arch= < --machine= <' ;;
    'domcontrol') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain' ;;
    'domdisplay') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --include-password --type= < --all' ;;
    'domfsfreeze') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --mountpoint= <+' ;;
    'domfsinfo') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain' ;;
    'domfsthaw') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --mountpoint= <+' ;;
    'domfstrim') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --minimum= < --mountpoint= <' ;;
    'domhostname') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --source= <' ;;
    'domid') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain' ;;
    'domif-getlink') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --interface=@libvirt-link <@libvirt-link --config' ;;
    'domifaddr') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --interface= < --full --source= <' ;;
    'domiflist') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --inactive' ;;
    'domifstat') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --interface=@libvirt-link <@libvirt-link' ;;
    'dominfo') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain' ;;
    'domjobabort') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --postcopy' ;;
    'domjobinfo') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --completed --keep-completed --anystats --rawstats' ;;
    'dommemstat') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --period= --config --live --current' ;;
    'domname') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain' ;;
    'domrename') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --new-name= <' ;;
    'domstate') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --reason' ;;
    'domstats') opts='-h,--help --state --cpu-total --balloon --vcpu --interface --block --perf --iothread --memory --dirtyrate --vm --list-active --list-inactive --list-persistent --list-transient --list-running --list-paused --list-shutoff --list-other --raw --enforce --backing --nowait --domain=@libvirt-domain <+@libvirt-domain' ;;
    'domtime') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --now --pretty --sync --time= <' ;;
    'domuuid') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain' ;;
    'dumpxml') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --inactive --security-info --update-cpu --migratable --xpath= --wrap' ;;
    'echo') opts='-h,--help --shell --xml --split --err --string= <+' ;;
    'edit') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --skip-validate' ;;
    'event') opts='-h,--help --domain= < --event= < --all --loop --timeout= < --list --timestamp' ;;
    'exit') opts='-h,--help' ;;
    'freecell') opts='-h,--help --cellno= < --all' ;;
    'guestinfo') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --user --os --timezone --hostname --filesystem --disk --interface' ;;
    'guestvcpus') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --cpulist= < --enable --disable' ;;
    'help') opts='-h,--help --command= <' ;;
    'hostname') opts='-h,--help' ;;
    'iface-list') opts='-h,--help --inactive --all' ;;
    'list') opts='-h,--help --inactive --all --transient --persistent --with-snapshot --without-snapshot --with-checkpoint --without-checkpoint --state-running --state-paused --state-shutoff --state-other --autostart --no-autostart --with-managed-save --without-managed-save --uuid --name --id --table --managed-save --title' ;;
    'managedsave') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --bypass-cache --running --paused --verbose' ;;
    'managedsave-define') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --xml= < --running --paused' ;;
    'managedsave-dumpxml') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --security-info --xpath= --wrap' ;;
    'managedsave-edit') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --running --paused' ;;
    'managedsave-remove') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain' ;;
    'metadata') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --uri= < --live --config --current --edit --key= < --set= < --remove' ;;
    'migrate') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --desturi= < --live --offline --p2p --direct --tunnelled --persistent --undefinesource --suspend --copy-storage-all --copy-storage-inc --copy-storage-synchronous-writes --change-protection --unsafe --verbose --compressed --auto-converge --rdma-pin-all --abort-on-error --postcopy --postcopy-after-precopy --postcopy-resume --zerocopy --migrateuri= < --graphicsuri= < --listen-address= < --dname= < --timeout= --timeout-suspend --timeout-postcopy --xml= < --migrate-disks= < --disks-port= --disks-uri= < --comp-methods= < --comp-mt-level= --comp-mt-threads= --comp-mt-dthreads= --comp-xbzrle-cache= --auto-converge-initial= --auto-converge-increment= --persistent-xml= < --tls --postcopy-bandwidth= --parallel --parallel-connections= --bandwidth= --tls-destination= <' ;;
    'migrate-compcache') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --size=' ;;
    'migrate-getmaxdowntime') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain' ;;
    'migrate-getspeed') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --postcopy' ;;
    'migrate-postcopy') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain' ;;
    'migrate-setmaxdowntime') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --downtime= <' ;;
    'migrate-setspeed') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --bandwidth= < --postcopy' ;;
    'net-autostart') opts='-h,--help --network=@libvirt-network <@libvirt-network --disable' ;;
    'net-create') opts='-h,--help --file= < --validate' ;;
    'net-define') opts='-h,--help --file= < --validate' ;;
    'net-destroy') opts='-h,--help --network=@libvirt-network <@libvirt-network' ;;
    'net-dhcp-leases') opts='-h,--help --network=@libvirt-network <@libvirt-network --mac= <' ;;
    'net-dumpxml') opts='-h,--help --network=@libvirt-network <@libvirt-network --inactive --xpath= --wrap' ;;
    'net-edit') opts='-h,--help --network=@libvirt-network <@libvirt-network' ;;
    'net-info') opts='-h,--help --network=@libvirt-network <@libvirt-network' ;;
    'net-list') opts='-h,--help --inactive --all --persistent --transient --autostart --no-autostart --uuid --name --table' ;;
    'net-name') opts='-h,--help --network= <' ;;
    'net-start') opts='-h,--help --network=@libvirt-network <@libvirt-network' ;;
    'net-undefine') opts='-h,--help --network=@libvirt-network <@libvirt-network' ;;
    'net-uuid') opts='-h,--help --network=@libvirt-network <@libvirt-network' ;;
    'nodecpustats') opts='-h,--help --cpu= < --percent' ;;
    'nodedev-dumpxml') opts='-h,--help --device= < --xpath= --wrap' ;;
    'nodedev-list') opts='-h,--help --tree --cap= < --inactive --all' ;;
    'nodeinfo') opts='-h,--help' ;;
    'nodememstats') opts='-h,--help --cell= <' ;;
    'nwfilter-list') opts='-h,--help' ;;
    'pool-autostart') opts='-h,--help --pool=@libvirt-pool <@libvirt-pool --disable' ;;
    'pool-build') opts='-h,--help --pool=@libvirt-pool <@libvirt-pool --no-overwrite --overwrite' ;;
    'pool-create') opts='-h,--help --file= < --build --no-overwrite --overwrite' ;;
    'pool-define') opts='-h,--help --file= < --validate' ;;
    'pool-delete') opts='-h,--help --pool=@libvirt-pool <@libvirt-pool' ;;
    'pool-destroy') opts='-h,--help --pool=@libvirt-pool <@libvirt-pool' ;;
    'pool-dumpxml') opts='-h,--help --pool=@libvirt-pool <@libvirt-pool --inactive --xpath= --wrap' ;;
    'pool-edit') opts='-h,--help --pool=@libvirt-pool <@libvirt-pool' ;;
    'pool-info') opts='-h,--help --pool=@libvirt-pool <@libvirt-pool --bytes' ;;
    'pool-list') opts='-h,--help --inactive --all --transient --persistent --autostart --no-autostart --type= < --details --uuid --name' ;;
    'pool-name') opts='-h,--help --pool= <' ;;
    'pool-refresh') opts='-h,--help --pool=@libvirt-pool <@libvirt-pool' ;;
    'pool-start') opts='-h,--help --pool=@libvirt-pool <@libvirt-pool --build --no-overwrite --overwrite' ;;
    'pool-undefine') opts='-h,--help --pool=@libvirt-pool <@libvirt-pool' ;;
    'pool-uuid') opts='-h,--help --pool=@libvirt-pool <@libvirt-pool' ;;
    'pwd') opts='-h,--help' ;;
    'qemu-agent-command') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --timeout= --async --block --pretty --cmd= <+' ;;
    'qemu-monitor-command') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --hmp --pretty --return-value --pass-fds= --cmd= <+' ;;
    'quit') opts='-h,--help' ;;
    'reboot') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --mode= <' ;;
    'reset') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain' ;;
    'restore') opts='-h,--help --file= < --bypass-cache --xml= < --running --paused --reset-nvram' ;;
    'resume') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain' ;;
    'save') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --file= < --bypass-cache --xml= < --running --paused --verbose' ;;
    'save-image-define') opts='-h,--help --file= < --xml= < --running --paused' ;;
    'save-image-dumpxml') opts='-h,--help --file= < --security-info --xpath= --wrap' ;;
    'save-image-edit') opts='-h,--help --file= < --running --paused' ;;
    'screenshot') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --file= < --screen=' ;;
    'secret-list') opts='-h,--help --ephemeral --no-ephemeral --private --no-private' ;;
    'send-key') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --codeset= --holdtime= --keycode= <+' ;;
    'set-user-password') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --user= < --password= < --encrypted' ;;
    'setmaxmem') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --size= < --config --live --current' ;;
    'setmem') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --size= < --config --live --current' ;;
    'setvcpus') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --count= < --maximum --config --live --current --guest --hotpluggable' ;;
    'shutdown') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --mode= <' ;;
    'snapshot-create') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --xmlfile= < --redefine --current --no-metadata --halt --disk-only --reuse-external --quiesce --atomic --live --validate' ;;
    'snapshot-create-as') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --name= < --description= < --print-xml --no-metadata --halt --disk-only --reuse-external --quiesce --atomic --live --validate --memspec= --diskspec= <+' ;;
    'snapshot-current') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --name --security-info --snapshotname=@libvirt-snapshot <@libvirt-snapshot' ;;
    'snapshot-delete') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --snapshotname=@libvirt-snapshot <@libvirt-snapshot --current --children --children-only --metadata' ;;
    'snapshot-dumpxml') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --snapshotname=@libvirt-snapshot <@libvirt-snapshot --security-info --xpath= --wrap' ;;
    'snapshot-edit') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --snapshotname=@libvirt-snapshot <@libvirt-snapshot --current --rename --clone' ;;
    'snapshot-info') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --snapshotname=@libvirt-snapshot <@libvirt-snapshot --current' ;;
    'snapshot-list') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --parent --roots --leaves --no-leaves --metadata --no-metadata --inactive --active --disk-only --internal --external --tree --from=@libvirt-snapshot <@libvirt-snapshot --current --descendants --name --topological' ;;
    'snapshot-parent') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --snapshotname=@libvirt-snapshot <@libvirt-snapshot --current' ;;
    'snapshot-revert') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --snapshotname=@libvirt-snapshot <@libvirt-snapshot --current --running --paused --force --reset-nvram' ;;
    'start') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --console --paused --autodestroy --bypass-cache --force-boot --pass-fds= --reset-nvram' ;;
    'suspend') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain' ;;
    'sysinfo') opts='-h,--help' ;;
    'ttyconsole') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain' ;;
    'undefine') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --managed-save --storage= --remove-all-storage --delete-storage-volume-snapshots --wipe-storage --snapshots-metadata --checkpoints-metadata --nvram --keep-nvram --tpm --keep-tpm' ;;
    'update-device') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --file= < --persistent --config --live --current --force' ;;
    'uri') opts='-h,--help' ;;
    'vcpucount') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --maximum --active --live --config --current --guest' ;;
    'vcpuinfo') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain --pretty' ;;
    'version') opts='-h,--help --daemon' ;;
    'vncdisplay') opts='-h,--help --domain=@libvirt-domain <@libvirt-domain' ;;
    'vol-create') opts='-h,--help --pool=@libvirt-pool <@libvirt-pool --file= < --prealloc-metadata --validate' ;;
    'vol-create-as') opts='-h,--help --pool=@libvirt-pool <@libvirt-pool --name= < --capacity= < --allocation= < --format= < --backing-vol=@libvirt-volume <@libvirt-volume --backing-vol-format= < --prealloc-metadata --print-xml' ;;
    'vol-delete') opts='-h,--help --vol=@libvirt-volume <@libvirt-volume --pool=@libvirt-pool <@libvirt-pool --delete-snapshots' ;;
    'vol-download') opts='-h,--help --vol=@libvirt-volume <@libvirt-volume --file= < --pool=@libvirt-pool <@libvirt-pool --offset= < --length= < --sparse' ;;
    'vol-dumpxml') opts='-h,--help --vol=@libvirt-volume <@libvirt-volume --pool=@libvirt-pool <@libvirt-pool --xpath= --wrap' ;;
    'vol-info') opts='-h,--help --vol=@libvirt-volume <@libvirt-volume --pool=@libvirt-pool <@libvirt-pool --bytes --physical' ;;
    'vol-key') opts='-h,--help --vol=@libvirt-volume <@libvirt-volume --pool=@libvirt-pool <@libvirt-pool' ;;
    'vol-list') opts='-h,--help --pool=@libvirt-pool <@libvirt-pool --details' ;;
    'vol-name') opts='-h,--help --vol= <' ;;
    'vol-path') opts='-h,--help --vol=@libvirt-volume <@libvirt-volume --pool=@libvirt-pool <@libvirt-pool' ;;
    'vol-pool') opts='-h,--help --vol= < --uuid' ;;
    'vol-upload') opts='-h,--help --vol=@libvirt-volume <@libvirt-volume --file= < --pool=@libvirt-pool <@libvirt-pool --offset= < --length= < --sparse' ;;
  esac
}
complete -F _ostk_virsh virsh
