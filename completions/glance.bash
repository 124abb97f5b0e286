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

_ostk_glance() {
  local list_options='-h,--help -f,--format=csv|json|table|value|yaml -c,--column= --quote=all|minimal|none|nonnumeric --noindent --max-width= --fit-width --print-empty --sort-column= --sort-ascending --sort-descending' show_options='-h,--help -f,--format=json|shell|table|value|yaml -c,--column= --noindent --prefix= --max-width= --fit-width --print-empty' trees=''
  _ostk_complete glance
}
__ostk_glance_glance() {
  case $1 in
    '') next='add-location bash-completion cache-clean cache-clear cache-delete cache-list cache-nodes-list cache-prune cache-queue explain help image-create image-create-via-import image-deactivate image-delete image-download image-import image-list image-reactivate image-show image-stage image-tag-delete image-tag-update image-tasks image-update image-upload import-info location-add location-delete location-update md-namespace-create md-namespace-delete md-namespace-import md-namespace-list md-namespace-objects-delete md-namespace-properties-delete md-namespace-resource-type-list md-namespace-show md-namespace-tags-delete md-namespace-update md-object-create md-object-delete md-object-list md-object-property-show md-object-show md-object-update md-property-create md-property-delete md-property-list md-property-show md-property-update md-resource-type-associate md-resource-type-deassociate md-resource-type-list md-tag-create md-tag-create-multiple md-tag-delete md-tag-list md-tag-show md-tag-update member-create member-delete member-get member-list member-update stores-delete stores-info task-create task-list task-show usage' opts='--version -d,--debug -v,--verbose --get-schema -f,--force --os-image-url= --os-image-api-version= --os-region-name= --os-auth-token= --os-service-type= --os-endpoint-type= --insecure --os-cacert= --os-cert= --os-key= --timeout= --collect-timing --tls-ciphers= --tls-min-version=1.2|1.3 --os-auth-type,--os-auth-plugin= --os-auth-url= --os-system-scope= --os-domain-id= --os-domain-name= --os-project-id,--os-tenant-id= --os-project-name,--os-tenant-name= --os-project-domain-id= --os-project-domain-name= --os-trust-id= --os-default-domain-id= --os-default-domain-name= --os-user-id= --os-username,--os-user-name= --os-user-domain-id= --os-user-domain-name= --os-password=' ;;
    'add-location') opts='-h,--help --url= --validation-data= <@image-id' ;;
    'bash-completion') opts='-h,--help' ;;
    'cache-clean') opts='-h,--help' ;;
    'cache-clear') opts='-h,--help --target=both|cache|queue' ;;
    'cache-delete') opts='-h,--help <+@image-id' ;;
    'cache-list') opts='-h,--help' ;;
    'cache-nodes-list') opts='-h,--help <@image-id' ;;
    'cache-prune') opts='-h,--help' ;;
    'cache-queue') opts='-h,--help <+@image-id' ;;
    'explain') opts='-h,--help <' ;;
    'help') opts='-h,--help <' ;;
    'image-create') opts='-h,--help --architecture= --protected= --name= --instance-uuid= --min-disk= --visibility= --kernel-id= --tags= --os-version= --disk-format= --os-distro= --id= --owner= --ramdisk-id= --min-ram= --container-format= --hidden= --property= --file= --size= --progress --store=' ;;
    'image-create-via-import') opts='-h,--help --architecture= --protected= --name= --instance-uuid= --min-disk= --visibility= --kernel-id= --tags= --os-version= --disk-format= --os-distro= --id= --owner= --ramdisk-id= --min-ram= --container-format= --hidden= --property= --file= --size= --progress --import-method= --uri= --remote-region= --remote-image-id= --remote-service-interface= --store= --stores= --all-stores= --allow-failure=' ;;
    'image-deactivate') opts='-h,--help <@image-id' ;;
    'image-delete') opts='-h,--help <+@image-id' ;;
    'image-download') opts='-h,--help --allow-md5-fallback --file= <@image-id --progress --prefer=' ;;
    'image-import') opts='-h,--help --import-method= --uri= --remote-region= --remote-image-id= --remote-service-interface= <@image-id --store= --stores= --all-stores= --allow-failure=' ;;
    'image-list') opts='-h,--help --limit= --page-size= --visibility= --member-status= --owner= --property-filter= --checksum= --hash= --tag= --sort-key=name|status|container_format|disk_format|size|id|created_at|updated_at --sort-dir=asc|desc --sort= --hidden= --include-stores=' ;;
    'image-reactivate') opts='-h,--help <@image-id' ;;
    'image-show') opts='-h,--help <@image-id --human-readable --max-column-width=' ;;
    'image-stage') opts='-h,--help --file= --size= --progress <@image-id' ;;
    'image-tag-delete') opts='-h,--help <@image-id <' ;;
    'image-tag-update') opts='-h,--help <@image-id <' ;;
    'image-tasks') opts='-h,--help <@image-id' ;;
    'image-update') opts='-h,--help <@image-id --architecture= --protected= --name= --instance-uuid= --min-disk= --visibility= --kernel-id= --os-version= --disk-format= --os-distro= --owner= --ramdisk-id= --min-ram= --container-format= --hidden= --property= --remove-property=' ;;
    'image-upload') opts='-h,--help --file= --size= --progress <@image-id --store=' ;;
    'import-info') opts='-h,--help' ;;
    'location-add') opts='-h,--help --url= --metadata= --checksum= --hash-algo= --hash-value= <@image-id' ;;
    'location-delete') opts='-h,--help --url= <@image-id' ;;
    'location-update') opts='-h,--help --url= --metadata= <@image-id' ;;
    'md-namespace-create') opts='-h,--help <@namespace --resource-type-associations= --owner= --protected= --visibility= --description= --display-name=' ;;
    'md-namespace-delete') opts='-h,--help <@namespace' ;;
    'md-namespace-import') opts='-h,--help --file=' ;;
    'md-namespace-list') opts='-h,--help --resource-types= --visibility= --page-size=' ;;
    'md-namespace-objects-delete') opts='-h,--help <@namespace' ;;
    'md-namespace-properties-delete') opts='-h,--help <@namespace' ;;
    'md-namespace-resource-type-list') opts='-h,--help <@namespace' ;;
    'md-namespace-show') opts='-h,--help <@namespace --resource-type= --max-column-width=' ;;
    'md-namespace-tags-delete') opts='-h,--help <@namespace' ;;
    'md-namespace-update') opts='-h,--help <@namespace --owner= --protected= --visibility= --description= --display-name= --namespace=' ;;
    'md-object-create') opts='-h,--help <@namespace --name= --schema=' ;;
    'md-object-delete') opts='-h,--help <@namespace <' ;;
    'md-object-list') opts='-h,--help <@namespace' ;;
    'md-object-property-show') opts='-h,--help <@namespace < < --max-column-width=' ;;
    'md-object-show') opts='-h,--help <@namespace < --max-column-width=' ;;
    'md-object-update') opts='-h,--help <@namespace < --name= --schema=' ;;
    'md-property-create') opts='-h,--help <@namespace --name= --title= --schema= --type=' ;;
    'md-property-delete') opts='-h,--help <@namespace <' ;;
    'md-property-list') opts='-h,--help <@namespace' ;;
    'md-property-show') opts='-h,--help <@namespace < --max-column-width=' ;;
    'md-property-update') opts='-h,--help <@namespace < --name= --title= --schema=' ;;
    'md-resource-type-associate') opts='-h,--help <@namespace --properties-target= --prefix= --name=' ;;
    'md-resource-type-deassociate') opts='-h,--help <@namespace <' ;;
    'md-resource-type-list') opts='-h,--help' ;;
    'md-tag-create') opts='-h,--help <@namespace --name=' ;;
    'md-tag-create-multiple') opts='-h,--help <@namespace --names= --delim= --append' ;;
    'md-tag-delete') opts='-h,--help <@namespace <' ;;
    'md-tag-list') opts='-h,--help <@namespace' ;;
    'md-tag-show') opts='-h,--help <@namespace <' ;;
    'md-tag-update') opts='-h,--help <@namespace < --name=' ;;
    'member-create') opts='-h,--help <@image-id <' ;;
    'member-delete') opts='-h,--help <@image-id <' ;;
    'member-get') opts='-h,--help <@image-id <' ;;
    'member-list') opts='-h,--help --image-id=@image-id' ;;
    'member-update') opts='-h,--help <@image-id < <accepted|rejected|pending' ;;
    'stores-delete') opts='-h,--help <@image-id --store=' ;;
    'stores-info') opts='-h,--help --detail' ;;
    'task-create') opts='-h,--help --type= --input=' ;;
    'task-list') opts='-h,--help --sort-key=id|type|status --sort-dir=asc|desc --page-size= --type= --status=' ;;
    'task-show') opts='-h,--help <' ;;
    'usage') opts='-h,--help' ;;
  esac
}
complete -F _ostk_glance glance
